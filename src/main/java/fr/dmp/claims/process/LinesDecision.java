package fr.dmp.claims.process;

import fr.dmp.claims.DeliveryReviews;
import fr.dmp.claims.ReviewReason;
import fr.dmp.claims.process.DeliveryReview.Decision;
import fr.dmp.claims.store.StoredReviews.Mapping;
import fr.dmp.engine.Intake;
import fr.dmp.engine.ProcessBean;
import fr.dmp.refusal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a data steward decides in the form of the task. Codes come one a line, {@code column;unknown;known}; the lines that
 * are dismissed as {@code column;reason}, or {@code ALL}.
 */
@ProcessBean("linesDecision")
class LinesDecision implements Intake {

    private static final String CHOICE = "choice";
    private static final String CODES = "codes";
    private static final String GROUP = "group";
    private static final String MOTIVE = "motive";

    /** Instead of a group: nothing typed must not mean everything. */
    private static final String ALL = "ALL";

    /** The engine takes no longer text from a form. */
    private static final int LONGEST = 4_000;

    private final DeliveryReviews reviews;

    LinesDecision(DeliveryReviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public Set<String> fields() {
        return Set.of(CHOICE, CODES, GROUP, MOTIVE);
    }

    @Override
    public Taken take(Map<String, Object> fields, Occasion occasion) {
        UUID delivery = occasion.reference();
        Decision decision = word(Decision.class, fields, CHOICE);
        Taken taken = Taken.as(delivery).with(DeliveryReview.DECISION, decision.name());
        switch (decision) {
            case MAP -> reviews.map(delivery, mappings(text(fields, CODES)), occasion.login());
            case DISMISS -> {
                String lines = text(fields, GROUP);
                if (lines.isEmpty()) {
                    throw Refusal.invalid("/" + GROUP, "fault.required");
                }
                boolean all = lines.equals(ALL);
                String[] group = (lines + ";;").split(";", 3);
                reviews.dismiss(
                        delivery,
                        all ? null : group[0],
                        all ? null : group[1],
                        word(ReviewReason.class, fields, MOTIVE),
                        occasion.login());
            }
            case ASK_AGAIN -> {
                ReviewReason why = word(ReviewReason.class, fields, MOTIVE);
                reviews.askAgain(delivery, why, occasion.login());
                return taken.with(DeliveryReview.WHY, why.name());
            }
        }
        return taken;
    }

    private static List<Mapping> mappings(String codes) {
        if (codes.length() > LONGEST) {
            throw Refusal.invalid("/" + CODES, "fault.too-long");
        }
        return codes.lines().map(LinesDecision::mapping).toList();
    }

    private static Mapping mapping(String line) {
        String[] fields = line.split(";", -1);
        if (fields.length != 3 || Stream.of(fields).anyMatch(String::isBlank)) {
            throw Refusal.invalid("/" + CODES, "fault.wrong-value");
        }
        return new Mapping(fields[0], fields[1], fields[2].strip());
    }

    private static <E extends Enum<E>> E word(Class<E> type, Map<String, Object> fields, String name) {
        String value = text(fields, name);
        return Stream.of(type.getEnumConstants())
                .filter(one -> one.name().equals(value))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("/" + name, "fault.required"));
    }

    private static String text(Map<String, Object> fields, String name) {
        return String.valueOf(fields.getOrDefault(name, ""));
    }
}
