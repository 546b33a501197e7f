package fr.dmp.record;

/**
 * What the holder has chosen about emergencies.
 *
 * @param tellContacts whether the people to contact who have a mobile are told of each access by SMS
 * @param watched whether each access is looked at first, as those to the record of a well-known person
 */
public record EmergencyChoices(boolean breakGlass, boolean regulation, boolean tellContacts, boolean watched) {

    public String version() {
        return (breakGlass ? "b" : "-") + (regulation ? "r" : "-") + (tellContacts ? "t" : "-") + (watched ? "w" : "-");
    }
}
