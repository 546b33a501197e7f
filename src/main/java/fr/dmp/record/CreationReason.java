package fr.dmp.record;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Arrays;
import java.util.Locale;

/** Why a record was not opened. The slug names the same reason on every surface. */
public enum CreationReason {
    UNKNOWN_PERSON,
    CARD_INVALID,
    NOT_ELIGIBLE,
    RECORD_EXISTS,
    RECORD_CLOSED,
    CHECK_FAILED,
    /** The code was not typed in time: no reason that the API tells, the contact being unproved. */
    @Hidden
    CODE_EXPIRED;

    /** {@code unknown-person}, as the API's problems and the process's errors have it. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static CreationReason ofSlug(String slug) {
        return Arrays.stream(values())
                .filter(reason -> reason.slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such reason: " + slug));
    }
}
