package fr.dmp.access.web;

import fr.dmp.access.HabilitationMatrix.Status;
import fr.dmp.access.HabilitationMatrix.Type;
import fr.dmp.access.HabilitationMatrix.Version;
import fr.dmp.refusal.Refusal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** How an administrator reads the matrix: in French, whatever the browser speaks, like all of the staff's surface. */
@Component
class MatrixWording {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMMM yyyy 'à' HH:mm", Locale.FRENCH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRENCH);

    /** Rounded up to fives, it stands for one to five. */
    private static final long FEW = 5;

    private final MessageSource texts;

    MatrixWording(MessageSource texts) {
        this.texts = texts;
    }

    public String profession(String code) {
        return text("access.profession." + code, code);
    }

    public String status(Status status) {
        return text("access.matrix.status." + status, status.name());
    }

    public String ground(String rule) {
        return text("access.matrix.ground." + rule, rule);
    }

    /** As the nomenclature has it; a type that it doesn't have is named by us, or by its code. */
    public String type(Type type) {
        return type.label() == null ? text("access.matrix.type." + type.code(), type.code()) : type.label();
    }

    public String type(String code, List<Type> types) {
        return types.stream()
                .filter(type -> type.code().equals(code))
                .findFirst()
                .map(this::type)
                .orElseGet(() -> text("access.matrix.type." + code, code));
    }

    public String day(LocalDate day) {
        return day.format(DAY);
    }

    public String moment(@Nullable Instant at) {
        return at == null ? "" : MOMENT.format(at.atZone(PARIS));
    }

    /** One that tells of people, and is rounded. */
    public String number(long number) {
        return number == FEW ? text("access.matrix.few") : plain(number);
    }

    public String plain(long number) {
        return NumberFormat.getIntegerInstance(Locale.FRANCE).format(number);
    }

    /** Where a cell comes from. */
    public String source(String source) {
        return text("access.matrix.source." + source, source);
    }

    /** From which days on a version may be put in force. */
    public String days(Optional<Version> last) {
        return last.filter(version -> version.status() == Status.PLANNED)
                .map(version -> text(
                        "access.matrix.days.after",
                        day(Objects.requireNonNull(version.inForceFrom())),
                        version.version()))
                .orElseGet(() -> text("access.matrix.days"));
    }

    /** A field of a form as it is called there, for what {@code /cells/3/type} points to. */
    public String field(String pointer) {
        String[] at = pointer.substring(1).split("/");
        return switch (at[0]) {
            case "pasted" -> text("access.matrix.field.pasted", new Object[] {at[1]});
            case "cells" ->
                at.length == 1
                        ? text("access.matrix.field.cells")
                        : text("access.matrix.field.cell" + (at.length == 2 ? "" : "." + at[2]), cell(at[1]));
            default -> text("access.matrix.field." + at[0]);
        };
    }

    /** The id of that field. */
    public String anchor(String pointer) {
        String[] at = pointer.substring(1).split("/");
        return switch (at[0]) {
            case "pasted" -> "collees";
            case "cells" -> at.length == 1 ? "profession-0" : (at.length == 2 ? "profession" : at[2]) + "-" + at[1];
            case "reason" -> "motif";
            case "day" -> "jour";
            default -> "des";
        };
    }

    private static int cell(String index) {
        return Integer.parseInt(index) + 1;
    }

    public String title(Refusal refusal) {
        return text("problem." + refusal.slug() + ".title", refusal.slug());
    }

    public String detail(Refusal refusal) {
        return text("problem." + refusal.slug() + ".detail", refusal.slug());
    }

    public String text(String key) {
        return text(key, key);
    }

    private String text(String key, Object... values) {
        return String.valueOf(texts.getMessage(key, values, key, Locale.FRENCH));
    }

    private String text(String key, String otherwise) {
        return String.valueOf(texts.getMessage(key, null, otherwise, Locale.FRENCH));
    }
}
