package fr.dmp.recovery;

/** What was lost; who doesn't know has lost both. */
public enum Lost {
    PASSWORD,
    IDENTIFIER,
    BOTH;

    boolean password() {
        return this != IDENTIFIER;
    }

    boolean identifier() {
        return this != PASSWORD;
    }
}
