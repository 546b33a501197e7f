package fr.dmp.sandbox;

/** Whether a record can be opened online, as the program's own decision table has it. */
public interface OnlineEligibility {

    boolean eligible(String regime, String fund);
}
