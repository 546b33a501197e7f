package fr.dmp.claims.store;

import fr.dmp.claims.CareWindow;
import fr.dmp.claims.dcir.CodeColumn;
import fr.dmp.claims.store.StoredReviews.Mapping;
import fr.dmp.reference.Labels;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which codes a nomenclature has today. */
@Repository
public class KnownCodes {

    private final JdbcClient jdbc;
    private final CareWindow window;

    KnownCodes(JdbcClient jdbc, CareWindow window) {
        this.jdbc = jdbc;
        this.window = window;
    }

    /** Whether each of these stands for a code that its column's nomenclature has. */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public boolean all(List<Mapping> mappings) {
        return jdbc.sql("select bool_and(label.official is not null) from unnest(?, ?) as asked (system, code) "
                        + Labels.join("asked.system", "asked.code", "?"))
                .params(
                        mappings.stream()
                                .map(mapping -> CodeColumn.of(mapping.column()).orElseThrow())
                                .map(CodeColumn::system)
                                .toArray(String[]::new),
                        mappings.stream().map(Mapping::known).toArray(String[]::new),
                        window.today(),
                        window.today())
                .query(Boolean.class)
                .single();
    }
}
