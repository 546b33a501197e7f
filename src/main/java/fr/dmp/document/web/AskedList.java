package fr.dmp.document.web;

import fr.dmp.document.Documents.Filter;
import fr.dmp.document.Documents.Shown;
import fr.dmp.refusal.Parameters;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;

/** The parameters of a list of documents, as they are written. */
record AskedList(
        @BindParam("class") @Parameter(name = "class") @Nullable String classCode,
        @Nullable String type,
        @Parameter(schema = @Schema(implementation = LocalDate.class)) @Nullable String from,
        @Parameter(schema = @Schema(implementation = LocalDate.class)) @Nullable String to,
        @Nullable String author,
        @Nullable String q,
        @Parameter(schema = @Schema(implementation = Shown.class)) @Nullable String status,
        @Nullable String cursor,
        @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50")) @Nullable
                String limit) {

    Filter filter() {
        Parameters asked = new Parameters();
        Filter filter = new Filter(
                asked.read("class", classCode, Function.identity(), "fault.wrong-value")
                        .orElse(null),
                asked.read("type", type, Function.identity(), "fault.wrong-value")
                        .orElse(null),
                asked.read("from", from, LocalDate::parse, "fault.date").orElse(null),
                asked.read("to", to, LocalDate::parse, "fault.date").orElse(null),
                asked.read("author", author, Function.identity(), "fault.rpps-shape")
                        .orElse(null),
                asked.read("q", q, Function.identity(), "fault.wrong-value").orElse(null),
                asked.read("status", status, Shown::valueOf, "fault.wrong-value")
                        .orElse(Shown.ACTIVE),
                cursor,
                asked.read("limit", limit, Integer::valueOf, "fault.limit").orElse(Filter.ALL.limit()));
        asked.check();
        return filter;
    }
}
