package fr.dmp.record;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How many creations may be begun within an hour (P).
 *
 * @param perContact codes sent to one mobile or mail address
 * @param perClient requests from one network
 * @param perProfessional records that one professional, or one caseworker, asks for, and slips made again
 */
@ConfigurationProperties("dmp.record.creations")
record CreationLimits(int perContact, int perClient, int perProfessional) {}
