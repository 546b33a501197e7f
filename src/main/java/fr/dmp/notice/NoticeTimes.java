package fr.dmp.notice;

import java.time.Duration;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When notices leave, under {@code dmp.notice.times} (P).
 *
 * @param quietFrom from then on no SMS leaves that can wait, by the time of Paris; the same as {@code quietUntil} for no
 *     quiet hours
 * @param quietUntil when they leave again
 * @param together for how long a notice waits for others of its kind, to be told with them
 */
@ConfigurationProperties("dmp.notice.times")
public record NoticeTimes(
        @DefaultValue("21:00") LocalTime quietFrom,
        @DefaultValue("08:00") LocalTime quietUntil,
        @DefaultValue("10m") Duration together) {}
