package fr.dmp.access;

import com.fasterxml.jackson.databind.JsonNode;
import fr.dmp.Calls;
import fr.dmp.Superuser;
import fr.dmp.claims.Holders;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.identity.Professionals.Registration;
import fr.dmp.signin.HolderSession;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import fr.dmp.signin.ProfessionalSession;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A holder with an open record, and professionals of this test alone who want to read it, over HTTP. */
public final class Asking {

    private final ApplicationContext program;
    private final int port;
    private final JdbcClient jdbc;
    private final InsuredPerson person;
    private final UUID record;
    private String token;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    private Asking(ApplicationContext program, int port) {
        this.program = program;
        this.port = port;
        jdbc = program.getBean(JdbcClient.class);
        person = Holders.insured(program.getBean(InsuredDirectory.class), Holders.nir());
        record = Holders.open(jdbc, person);
        token = HolderTokens.of(program, record, person.id(), Scope.FULL);
    }

    public static Asking of(ApplicationContext program) {
        return new Asking(program, program.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    /** Someone of the directory. */
    public String professional(String profession) {
        return register(rpps(), profession, Optional.empty());
    }

    private static String rpps() {
        return "28" + String.format("%09d", ThreadLocalRandom.current().nextInt(1_000_000_000));
    }

    private String register(String rpps, String profession, Optional<LocalDate> struckOff) {
        program.getBean(Professionals.class)
                .register(List.of(new Registration(
                        new Professional(rpps, "NÓVÁK", "Ærika", profession, "SM54", null, "Évry", false, false),
                        struckOff)));
        return rpps;
    }

    public void strikeOff(String rpps, LocalDate from) {
        register(rpps, "10", Optional.of(from));
    }

    public void declare(String rpps, LocalDate since) {
        program.getBean(Professionals.class).declareTreating(person.id(), rpps, since);
    }

    /** After the clock was moved: sessions and tokens are over by then. */
    public void signInAgain() {
        token = HolderTokens.ofOpened(program, record, person.id());
        tokens.clear();
    }

    public UUID record() {
        return record;
    }

    public UUID person() {
        return person.id();
    }

    public HolderSession holderSession() {
        return new HolderSession(UUID.randomUUID(), record, person.id(), Scope.FULL, Instant.MAX);
    }

    public ProfessionalSession session(String rpps) {
        return new ProfessionalSession(
                program.getBean(Professionals.class).find(rpps).orElseThrow(), false);
    }

    public Calls holder() {
        return new Calls(port)
                .bearer(token)
                .with("Idempotency-Key", UUID.randomUUID().toString());
    }

    public Calls calls(String rpps) {
        String bearer = tokens.computeIfAbsent(rpps, this::token);
        return new Calls(port)
                .bearer(bearer)
                .with("Idempotency-Key", UUID.randomUUID().toString());
    }

    private String token(String rpps) {
        return new Calls(port)
                .post("/sandbox/professional-tokens", "{\"rpps\": \"" + rpps + "\"}")
                .json()
                .get("accessToken")
                .asText();
    }

    public String address() {
        return "/api/professional/records/" + record + "/authorization";
    }

    public Calls ask(String rpps) {
        return calls(rpps).post(address(), "{\"request\": true}");
    }

    public Calls attest(String rpps) {
        return calls(rpps).post(address(), "{\"holderPresent\": true, \"consent\": true}");
    }

    public Calls decide(String request, String body) {
        return holder().post("/api/record/access-requests/" + request + "/decision", body);
    }

    public Calls grant(String rpps) {
        return holder().post("/api/record/authorizations", "{\"professional\": \"%s\"}".formatted(rpps));
    }

    public JsonNode standing(String rpps) {
        return calls(rpps).get(address()).json();
    }

    /** {@code 403 access-denied BLOCKED}. */
    public static String outcome(Calls answer) {
        return answer.status() == 403
                ? answer.outcome() + " " + answer.json().get("ground").asText()
                : answer.outcome();
    }

    public String reading(String rpps) {
        return outcome(calls(rpps).get("/api/professional/records/" + record + "/care-history"));
    }

    /** Kind and facts of what the holder was told, the oldest first. */
    public List<String> told() {
        return superuser()
                .sql(
                        """
                        select kind || coalesce(' ' || (facts ->> 'professional') || ', ' || (facts ->> 'profession'), '')
                        from dmp.notice where record = ? order by id
                        """)
                .param(record)
                .query(String.class)
                .list();
    }

    /** Kind, state and reason of what was wished for, the oldest first. */
    public List<String> requests() {
        return superuser()
                .sql(
                        """
                        select kind || ' ' || state || coalesce(' ' || reason, '') from dmp.access_request
                        where record = ? order by id
                        """)
                .param(record)
                .query(String.class)
                .list();
    }

    public List<String> acts() {
        return superuser()
                .sql(
                        """
                        select actor_kind || ' ' || act || ' ' || ground from dmp.audit_entry
                        where record = ? order by seq
                        """)
                .param(record)
                .query(String.class)
                .list();
    }

    public long authorizations() {
        return superuser()
                .sql("select count(*) from dmp.access_authorization where record = ? and ended_at is null")
                .param(record)
                .query(Long.class)
                .single();
    }

    public JdbcClient superuser() {
        return Superuser.of(program.getEnvironment());
    }
}
