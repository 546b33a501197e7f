package fr.dmp.signin;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a contact changes (P).
 *
 * @param waits how long a new contact does until it counts: three days, so that whoever has the old one reads of it also after a weekend
 * @param fresh how long after password and code a session may change something
 */
@ConfigurationProperties("dmp.signin.contacts")
record ContactRules(@DefaultValue("72h") Duration waits, @DefaultValue("10m") Duration fresh) {}
