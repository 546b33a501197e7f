package fr.dmp.sandbox;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.springframework.core.io.ClassPathResource;

/** A file of the sandbox's: UTF-8, a heading, semicolons between the fields. */
final class SampleFile {

    private SampleFile() {}

    static <T> List<T> read(String file, Function<NamedCsvRecord, T> line) {
        try {
            String content = new ClassPathResource(file).getContentAsString(StandardCharsets.UTF_8);
            return CsvReader.builder().fieldSeparator(';').ofNamedCsvRecord(content).stream()
                    .map(line)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
