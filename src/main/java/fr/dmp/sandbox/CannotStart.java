package fr.dmp.sandbox;

/** The sandbox can't start, for a reason that whoever starts it can put right. */
class CannotStart extends RuntimeException {

    private final String action;

    /**
     * @param description one French sentence: what is wrong
     * @param action one French sentence: what to do
     */
    CannotStart(String description, String action) {
        super(description);
        this.action = action;
    }

    String action() {
        return action;
    }
}
