package fr.dmp.notice;

import org.jspecify.annotations.Nullable;

/** What became of an attempt. Reasons are our words or a provider's numbers, never a provider's text. */
public sealed interface Outcome {

    /**
     * The channel took it.
     *
     * @param providerReference by which the channel knows it
     */
    record Left(@Nullable String providerReference) implements Outcome {}

    /** It certainly didn't leave, and may another time. */
    record Later(String reason) implements Outcome {}

    /** It will never leave by this channel. */
    record Refused(String reason) implements Outcome {}

    /** It may have left: to be looked up before anything else. */
    record Unsure(String reason) implements Outcome {}

    /** It is too late, or was tried often enough. */
    record GivenUp(String reason) implements Outcome {}
}
