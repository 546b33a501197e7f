package fr.dmp.reference;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes in what nomenclatures call their codes, by date. */
@Repository
public class Nomenclatures {

    private final JdbcClient jdbc;

    Nomenclatures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What a line of a nomenclature tells.
     *
     * @param label official; of a presentation (CIP13) its packaging, which makes a label with its drug's name
     * @param of the drug (CIS) that a presentation is of, the class of a type of document; absent elsewhere
     */
    public record Told(String code, String label, @Nullable String of) {}

    /**
     * Takes lines in, under the database's role {@code dmp_intake}: the program itself writes no label.
     *
     * @param written when they were: what is newer stays
     * @return how many of them told something new
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int tell(Nomenclature nomenclature, List<Told> lines, Instant written) {
        jdbc.sql("set local role dmp_intake").update();
        int news = jdbc.sql("select dmp.tell_nomenclature(?, ?, ?, ?, ?)")
                .params(
                        nomenclature.name(),
                        column(lines, Told::code),
                        column(lines, Told::label),
                        column(lines, Told::of),
                        written.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
        jdbc.sql("reset role").update();
        return news;
    }

    private static @Nullable String[] column(List<Told> lines, Function<Told, @Nullable String> field) {
        return lines.stream().map(field).toArray(String[]::new);
    }
}
