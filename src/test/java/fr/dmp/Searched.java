package fr.dmp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks for texts in every column of every table of a schema; in bytes too, serialized objects among them. */
public final class Searched {

    private final JdbcClient superuser;

    public Searched(JdbcClient superuser) {
        this.superuser = superuser;
    }

    private record Column(String table, String name, String type) {

        String asText() {
            return type.equals("bytea") ? "encode(t.\"" + name + "\", 'escape')" : "t.\"" + name + "\"::text";
        }
    }

    public int tables(String schema) {
        return columns(schema).size();
    }

    /**
     * Where the pattern is found, and what of it: {@code engine.act_ru_task.name_: …}.
     *
     * @param pattern a regular expression of PostgreSQL; case is ignored
     */
    public List<String> find(String schema, String pattern) {
        return columns(schema).entrySet().stream()
                .flatMap(table -> find(schema + "." + table.getKey(), table.getValue(), pattern).stream())
                .toList();
    }

    private List<String> find(String table, List<Column> columns, String pattern) {
        String looks = columns.stream()
                .map(column -> "('" + column.name() + "', substring(" + column.asText() + " from :pattern))")
                .collect(Collectors.joining(", "));
        return superuser
                .sql("select distinct c.name || ': ' || c.found from " + table + " t, lateral (values " + looks
                        + ") c (name, found) where c.found is not null")
                .param("pattern", "(?i)(?:" + pattern + ")")
                .query(String.class)
                .list()
                .stream()
                .map(found -> table + "." + found)
                .toList();
    }

    private Map<String, List<Column>> columns(String schema) {
        return superuser
                .sql(
                        """
                        select c.table_name as table, c.column_name as name, c.data_type as type
                        from information_schema.columns c join information_schema.tables t
                            using (table_schema, table_name)
                        where table_schema = ? and t.table_type = 'BASE TABLE'
                        order by c.table_name, c.ordinal_position
                        """)
                .param(schema)
                .query(Column.class)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Column::table, LinkedHashMap::new, Collectors.toList()));
    }
}
