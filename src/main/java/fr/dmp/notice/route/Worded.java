package fr.dmp.notice.route;

import fr.dmp.notice.Outgoing;

/** A notice with its words. */
record Worded(Outgoing notice, String subject, String sms, String text) {

    @Override
    public String toString() {
        return "Worded[" + notice.id() + "]";
    }
}
