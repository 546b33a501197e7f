package fr.dmp.emergency;

import java.util.Map;

/**
 * What can be counted about an access: nothing that was read, only how much of it.
 *
 * @param documents how many were opened, by the code of their class
 * @param lists how often the list of documents was looked at
 * @param careHistory how often the care history was
 * @param entries how often the record's entries were
 * @param opened how many emergency accesses this professional opened in the last 90 days, this one among them
 * @param unjustified how many of those were held for unjustified
 * @param deposits how many documents this professional deposited in the record within 7 days
 * @param careLines how many lines the Assurance Maladie delivered of care within 7 days, whoever gave it
 */
public record Evidence(
        Map<String, Long> documents,
        long lists,
        long careHistory,
        long entries,
        long opened,
        long unjustified,
        long deposits,
        long careLines) {}
