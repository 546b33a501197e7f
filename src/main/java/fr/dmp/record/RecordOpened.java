package fr.dmp.record;

import java.util.UUID;

/**
 * A record has just become open. It is told within the transaction that opens it: what whoever hears it does is committed
 * with the opening, or undone with it.
 */
public record RecordOpened(UUID record) {}
