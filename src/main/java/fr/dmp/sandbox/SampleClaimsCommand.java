package fr.dmp.sandbox;

import fr.dmp.sandbox.SampleClaims.Order;
import fr.dmp.sandbox.SampleClaims.Shares;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a delivery of claims of made-up people, as large and as faulty as is asked for. */
public final class SampleClaimsCommand {

    private static final Logger LOG = LoggerFactory.getLogger(SampleClaimsCommand.class);

    private static final String USAGE =
            """


            sample-claims : écrit une livraison de soins (ZIP de tables DCIR) de personnes inventées.

              --out=<fichier>        où l'écrire ; obligatoire, jamais par-dessus un fichier
              --holders=<nombre>     bénéficiaires                                        100
              --months=<nombre>      mois de soins, de 1 à 120                            12
              --lines=<nombre>       lignes de ER_PRS_F                                   10000
              --seed=<nombre>        la même graine et le même jour donnent le même fichier  1
              --to=<AAAA-MM-JJ>      dernier jour de soins                                aujourd'hui

            Parts de toutes les lignes, de 0 à 1 :
              --detailed=<part>      précisées par une autre table                        0.6
              --refused=<part>       date, montant ou nature impossible                   0.01
              --repeated=<part>      présentes deux fois                                  0.01
              --reversed=<part>      qui en annulent une autre                            0.01
              --late=<part>          soins d'avant le premier jour                        0
              --conflicting=<part>   mêmes clés, autre contenu                            0
              --unidentified=<part>  numéro de bénéficiaire à clé fausse                  0
            Les défauts ne se suivent jamais : leur somme est de 0,5 au plus.
            """;

    private static final List<String> OPTIONS = List.of(
            "out",
            "holders",
            "months",
            "lines",
            "seed",
            "to",
            "detailed",
            "refused",
            "repeated",
            "reversed",
            "late",
            "conflicting",
            "unidentified");

    private static final double MOST_TROUBLED = 0.5;
    private static final int MOST_MONTHS = 120;
    private static final int MOST_HOLDERS = 100_000_000;
    private static final long MOST_LINES = 1_000_000_000L;

    private final Map<String, String> given = new LinkedHashMap<>();
    private final LocalDate today;

    private SampleClaimsCommand(String[] arguments, LocalDate today) {
        this.today = today;
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            if (parts.length != 2 || !parts[0].startsWith("--") || !OPTIONS.contains(parts[0].substring(2))) {
                throw new Wrong("« " + argument + " » n'est pas une option");
            }
            given.put(parts[0].substring(2), parts[1]);
        }
    }

    /** An option that can't be followed; its message is for whoever typed it. */
    static final class Wrong extends RuntimeException {

        private static final long serialVersionUID = 1;

        private Wrong(String message) {
            super(message);
        }
    }

    /**
     * Runs the command, and says what it did; without options it says how it is used.
     *
     * @param clock tells the last day of care where none is given
     */
    public static void main(String[] arguments, Clock clock) throws IOException {
        if (arguments.length == 0 || List.of(arguments).contains("--help")) {
            LOG.info(USAGE);
            return;
        }
        try {
            Path written = write(arguments, LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris")));
            LOG.info("{} est écrit, {} Ko. À déposer dans inbox/claims.", written, Files.size(written) / 1024);
        } catch (Wrong wrong) {
            LOG.error("{}.{}", wrong.getMessage(), USAGE);
            System.exit(2);
        }
    }

    /**
     * Writes the delivery; a part of one is left nowhere.
     *
     * @throws Wrong for an option that can't be followed
     */
    static Path write(String[] arguments, LocalDate today) throws IOException {
        SampleClaimsCommand command = new SampleClaimsCommand(arguments, today);
        Path out = command.out();
        SampleClaims claims = new SampleClaims(command.order());
        Path part = out.resolveSibling(out.getFileName() + ".part");
        try (OutputStream content = new BufferedOutputStream(Files.newOutputStream(part))) {
            claims.write(content);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        return Files.move(part, out, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path out() {
        Path out = Path.of(of("out", "").strip()).toAbsolutePath();
        if (of("out", "").isBlank()) {
            throw new Wrong("--out manque");
        }
        if (Files.exists(out)) {
            throw new Wrong("--out : " + out + " existe déjà");
        }
        if (!Files.isDirectory(out.getParent())) {
            throw new Wrong("--out : le dossier " + out.getParent() + " n'existe pas");
        }
        return out;
    }

    private Order order() {
        long seed = number("seed", "1", Long.MIN_VALUE, Long.MAX_VALUE);
        LocalDate to = day();
        LocalDate from = to.minusMonths(number("months", "12", 1, MOST_MONTHS));
        List<String> nirs = new MadeUpNirs((int) number("holders", "100", 1, MOST_HOLDERS), seed, to);
        return new Order(seed, emitter(seed), nirs, from, to, number("lines", "10000", 1, MOST_LINES), shares());
    }

    /** Two seeds give claims of different keys. */
    private static int emitter(long seed) {
        return Long.hashCode(seed) & Integer.MAX_VALUE;
    }

    private Shares shares() {
        Shares shares = new Shares(
                share("detailed", "0.6"),
                share("refused", "0.01"),
                share("repeated", "0.01"),
                share("reversed", "0.01"),
                share("late", "0"),
                share("conflicting", "0"),
                share("unidentified", "0"));
        if (shares.troubled() > MOST_TROUBLED) {
            throw new Wrong("la somme des défauts dépasse 0,5");
        }
        return shares;
    }

    private LocalDate day() {
        return parsed("to", today.toString(), "un jour, AAAA-MM-JJ", LocalDate::parse);
    }

    private long number(String option, String otherwise, long least, long most) {
        long number = parsed(option, otherwise, "un nombre entier", Long::parseLong);
        if (number < least || number > most) {
            throw new Wrong("--" + option + " va de " + least + " à " + most);
        }
        return number;
    }

    private double share(String option, String otherwise) {
        double share = parsed(option, otherwise, "une part, comme 0.01", Double::parseDouble);
        if (!(share >= 0 && share <= 1)) {
            throw new Wrong("--" + option + " va de 0 à 1");
        }
        return share;
    }

    private <T> T parsed(String option, String otherwise, String what, Function<String, T> parse) {
        try {
            return parse.apply(of(option, otherwise));
        } catch (DateTimeException | NumberFormatException e) {
            throw new Wrong("--" + option + " attend " + what);
        }
    }

    private String of(String option, String otherwise) {
        return given.getOrDefault(option, otherwise);
    }
}
