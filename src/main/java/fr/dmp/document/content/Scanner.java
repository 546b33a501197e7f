package fr.dmp.document.content;

/** Looks for viruses. */
interface Scanner {

    /**
     * @throws NotAccepted {@code INFECTED}
     * @throws fr.dmp.refusal.Refusal {@code unavailable}: what isn't looked at isn't accepted
     */
    void scan(byte[] content);
}
