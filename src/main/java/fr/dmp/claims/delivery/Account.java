package fr.dmp.claims.delivery;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The account of a delivery, in lines and in cents: what was received must equal what became of it. */
public final class Account {

    /** What becomes of a line. */
    public enum Fate {
        KEPT,
        DUPLICATE,
        REVERSED,
        NO_RECORD,
        REFUSED
    }

    /** Lines, and the cents that were paid for them. */
    public record Sum(long lines, long cents) {

        static final Sum NONE = new Sum(0, 0);

        Sum plus(long moreLines, long moreCents) {
            return new Sum(lines + moreLines, Math.addExact(cents, moreCents));
        }
    }

    private Sum received = Sum.NONE;
    private final Map<Fate, Sum> fates = new EnumMap<>(Fate.class);

    /** Counts lines as they are read, before anything is decided about them. */
    public void receive(long lines, long cents) {
        received = received.plus(lines, cents);
    }

    public void settle(Fate fate, long lines, long cents) {
        fates.put(fate, of(fate).plus(lines, cents));
    }

    /** Takes another account, of another part of the same delivery, into this one. */
    public void add(Account other) {
        receive(other.received.lines(), other.received.cents());
        other.fates.forEach((fate, sum) -> settle(fate, sum.lines(), sum.cents()));
    }

    /** The account of the same lines delivered again: what was taken then is there now. */
    public Account again() {
        Account again = new Account();
        again.receive(received.lines(), received.cents());
        fates.forEach((fate, sum) -> again.settle(
                fate == Fate.NO_RECORD || fate == Fate.REFUSED ? fate : Fate.DUPLICATE, sum.lines(), sum.cents()));
        return again;
    }

    public Sum received() {
        return received;
    }

    public Sum of(Fate fate) {
        return fates.getOrDefault(fate, Sum.NONE);
    }

    /** What was received and what became of it, in the order of {@link Fate}: lines and cents of each, one after the other. */
    public List<Object> figures() {
        return Stream.concat(Stream.of(received), Stream.of(Fate.values()).map(this::of))
                .flatMap(sum -> Stream.<Object>of(sum.lines(), sum.cents()))
                .toList();
    }

    /** Whether every line and every cent is accounted for. */
    public boolean closes() {
        Sum settled = fates.values().stream().reduce(Sum.NONE, (a, b) -> a.plus(b.lines(), b.cents()));
        return settled.equals(received);
    }

    @Override
    public String toString() {
        return received.lines() + " lines received, " + of(Fate.KEPT).lines() + " kept, "
                + of(Fate.DUPLICATE).lines() + " duplicate, "
                + of(Fate.REVERSED).lines() + " reversed, "
                + of(Fate.NO_RECORD).lines() + " without record, "
                + of(Fate.REFUSED).lines() + " refused";
    }
}
