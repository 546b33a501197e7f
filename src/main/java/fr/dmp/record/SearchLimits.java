package fr.dmp.record;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** How many searches for records one professional may make (P): more than they have patients, and too few to scrape. */
@ConfigurationProperties("dmp.record.searches")
record SearchLimits(int perHour, int perDay) {}
