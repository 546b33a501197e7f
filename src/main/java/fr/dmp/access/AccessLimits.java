package fr.dmp.access;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How often something may be asked within an hour (P).
 *
 * @param perProfessional accesses that one professional attests or asks for
 * @param perHolder searches in the directory of professionals
 */
@ConfigurationProperties("dmp.access")
record AccessLimits(int perProfessional, int perHolder) {}
