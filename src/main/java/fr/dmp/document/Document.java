package fr.dmp.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import fr.dmp.audit.Actor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One version of a document, as one reader sees it.
 *
 * @param type code of its type
 * @param typeLabel in a layman's words where they are known, else the official one
 * @param classCode code of its class
 * @param bytes of its content
 * @param version from 1
 * @param visibility from whom it is hidden
 * @param masked whether professionals don't see it
 * @param ground the rule by which this reader does
 */
@JsonInclude
public record Document(
        UUID id,
        String title,
        String type,
        @Nullable String typeLabel,
        @JsonProperty("class") String classCode,
        LocalDate actDate,
        Author author,
        Instant depositedAt,
        String mediaType,
        @JsonProperty("size") int bytes,
        int version,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID replaces,
        Status status,
        List<Visibility> visibility,
        boolean masked,
        String ground) {

    public enum Status {
        ACTIVE,
        /** A newer version took its place. */
        OBSOLETE,
        ARCHIVED
    }

    /**
     * Who deposited it.
     *
     * @param name null for the holder
     * @param profession code of the profession as the directory has it now (1.2.250.1.71.1.2.7); null for others
     * @param rpps of a professional
     */
    @JsonInclude
    public record Author(
            Actor.Kind kind,
            @Nullable String name,
            @Nullable String profession,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String rpps) {

        @Override
        public String toString() {
            return "Author";
        }
    }

    @Override
    public String toString() {
        return "Document[" + id + "]";
    }
}
