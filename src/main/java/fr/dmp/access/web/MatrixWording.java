package fr.dmp.access.web;

import fr.dmp.access.HabilitationMatrix.Status;
import fr.dmp.access.HabilitationMatrix.Type;
import fr.dmp.refusal.Refusal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** How an administrator reads the matrix: in French, whatever the browser speaks, like all of the staff's surface. */
@Component
class MatrixWording {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm", Locale.FRENCH);
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
                .orElse(code);
    }

    public String day(LocalDate day) {
        return day.format(DAY);
    }

    public String moment(@Nullable Instant at) {
        return at == null ? "–" : MOMENT.format(at.atZone(PARIS));
    }

    /** One that tells of people, and is rounded. */
    public String number(long number) {
        return number == FEW ? text("access.matrix.few") : plain(number);
    }

    public String plain(long number) {
        return NumberFormat.getIntegerInstance(Locale.FRANCE).format(number);
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

    private String text(String key, String otherwise) {
        return String.valueOf(texts.getMessage(key, null, otherwise, Locale.FRENCH));
    }
}
