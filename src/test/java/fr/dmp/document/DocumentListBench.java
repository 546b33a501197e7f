package fr.dmp.document;

import static fr.dmp.PageBench.say;
import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.Calls;
import fr.dmp.PageBench;
import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import fr.dmp.claims.Holders;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/**
 * A list of 50 of a record's 500 documents over HTTP, session, decision and trace included, in a table of
 * {@code -Ddmp.bench.documents=} others, against {@code pgbench} on the same statements; then with the decision's functions
 * put out of action: {@code mvn test -Dtest=DocumentListBench}.
 */
@SandboxTest
@TestPropertySource(properties = {"dmp.notice.poll=1d", "dmp.data=target/bench-data"})
class DocumentListBench {

    private static final int OWN = 500;
    private static final int OTHERS = Integer.getInteger("dmp.bench.documents", 5_000_000);
    private static final int HOLDERS = 10_000;
    private static final int OFF_PAIRS = Integer.getInteger("dmp.bench.pairs", 10);
    private static final String ADDRESS = "/api/record/documents?limit=50";

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private DataSource pool;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    private JdbcClient superuser;
    private Calls holder;

    @Test
    void againstPgbench() throws Exception {
        superuser = Superuser.of(environment);
        signIn();
        PageBench bench = new PageBench(environment, pool, this::page);
        bench.run("document");
        List<Double> ratios = new ArrayList<>();
        String rules = definition("document_rules");
        try {
            for (int pair = 0; pair < OFF_PAIRS; pair++) {
                double on = pair % 2 == 0 ? bench.pages() : 0;
                superuser
                        .sql(rules.substring(0, rules.indexOf("$function$")) + UNDECIDED)
                        .update();
                double off = bench.pages();
                superuser.sql(rules).update();
                on = pair % 2 == 0 ? on : bench.pages();
                say("with the decision %.2f ms, without %.2f ms, ratio %.2f", on, off, on / off);
                ratios.add(on / off);
            }
        } finally {
            superuser.sql(rules).update();
        }
        say("decision on to off: %s", PageBench.spread(ratios));
    }

    /** All is seen and nothing is asked. */
    private static final String UNDECIDED =
            """
            $function$
            select d.id, d.series, d.version, d.type, d.title, d.searched, d.act_date, d.author_kind, d.author,
                d.author_name, d.deposited_at, d.media_type, d.bytes, d.replaced_at, 'HOLDER', false, false, false, false,
                false
            from (select * from dmp.document where record = p_record order by act_date desc, id desc) as d
            $function$
            """;

    private String definition(String function) {
        return superuser
                .sql("select pg_get_functiondef(oid) from pg_proc where proname = ?")
                .param(function)
                .query(String.class)
                .single();
    }

    private void page() {
        assertThat(holder.get(ADDRESS).status()).isEqualTo(200);
    }

    private void signIn() {
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        UUID record = Holders.open(jdbc, person);
        fill("select ?::uuid as id from generate_series(1, " + OWN + ")", record);
        long there = superuser
                .sql("select count(*) from dmp.document")
                .query(Long.class)
                .single();
        if (there < OTHERS) {
            openOthers();
            fill(
                    "select id from (select id, row_number() over () as n from dmp.record where id <> ? limit "
                            + HOLDERS + ") as other, generate_series(1, " + (OTHERS - there) / HOLDERS + ")",
                    record);
        }
        superuser.sql("vacuum analyze dmp.document").update();
        superuser.sql("vacuum analyze dmp.document_mark").update();
        holder = new Calls(port).bearer(HolderTokens.of(program, record, person.id(), Scope.FULL));
    }

    private void openOthers() {
        superuser
                .sql(
                        """
                        with person as (
                            insert into dmp.insured_person (id, nir_digest, nir_sealed, family_name, given_names, birth_date,
                                sex, regime, fund, told_at)
                            select gen_random_uuid(), uuid_send(gen_random_uuid()), '\\x00', 'MESURE', 'CAMILLE',
                                '1960-01-01', 'M', '1', '011', now()
                            from generate_series(1, (select ? - count(*) from dmp.record))
                            returning id)
                        insert into dmp.record (id, person, status, opened_at, opened_by, opener_kind, opener, consent_at)
                        select gen_random_uuid(), id, 'ACTIVE', now(), 'COUNTER', 'STAFF', 'caseworker', now() from person
                        """)
                .param(HOLDERS)
                .update();
    }

    /** One in ten is masked, one in ten put aside. By record, and without looking up what each refers to: it takes minutes. */
    private void fill(String records, UUID record) {
        superuser
                .sql(
                        """
                        do $fill$ begin
                        perform set_config('session_replication_role', 'replica', true);
                        with made as (
                            insert into dmp.document (record, id, series, version, type, title, searched, act_date,
                                author_kind, author, author_name, deposited_at, media_type, bytes)
                            select made.record, made.id, made.id, 1, (array['11488-4', '11502-2', '18748-4'])[1 + (n %% 3)],
                                'Consultation ' || n, 'consultation ' || n, '2020-01-01'::date + (n %% 2000)::int,
                                'PROFESSIONAL', '10100100014', 'Claire MARTIN', now() - interval '1 day', 'application/pdf',
                                100000
                            from (select whose.id as record, gen_random_uuid() as id, (random() * 1e6)::int as n
                                from (%s) as whose order by whose.id) as made
                            returning record, id)
                        insert into dmp.document_mark (record, series, mark, since)
                        select record, id, case when random() < 0.5 then 'MASQUE_PS' else 'ARCHIVED' end,
                            now() - interval '1 hour'
                        from made where random() < 0.2;
                        end $fill$
                        """
                                .formatted(records.replace("?", "'" + record + "'")))
                .update();
    }
}
