package fr.dmp.recovery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How recoveries are kept from those whom they aren't for (P, all of them).
 *
 * @param coolingOff how long known contacts have to stop a risky one
 * @param settled how long a contact has been on file that is trusted at once
 * @param codeLasts how long the code of an SMS or mail is good
 * @param letterLasts how long the code of a letter is
 * @param callWithin time of opening within which the 3646 calls
 * @param several from so many recoveries of one person within {@code severalWithin}, one is risky
 * @param perAgent more than so many that one agent starts within an hour are unusual
 * @param perPerson recoveries asked for one person within an hour: later ones wait, none is locked out
 * @param perCaller answers from one network, or by one caller's number, within an hour
 */
@ConfigurationProperties("dmp.recovery")
record RecoverySettings(
        Duration coolingOff,
        Duration settled,
        Duration codeLasts,
        Duration letterLasts,
        Duration callWithin,
        int several,
        Duration severalWithin,
        int perAgent,
        int perPerson,
        int perCaller) {}
