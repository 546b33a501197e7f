package fr.dmp.portal;

import java.util.Arrays;
import java.util.List;

/** The steps by which a record is asked for, each a page with its fields. */
enum CreationStep {
    CARD("nir", "serie", "nom", "prenoms", "naissance"),
    CONTACT("mobile", "courriel"),
    CONSENT("accord", "bris-de-glace", "centre-15");

    /** The code, which ends it, is one more. */
    static final int ALL = values().length + 1;

    private final List<String> fields;

    CreationStep(String... fields) {
        this.fields = List.of(fields);
    }

    public int number() {
        return ordinal() + 1;
    }

    List<String> fields() {
        return fields;
    }

    /** The fields of the other steps, which this step's page carries along: nothing is kept before the consent. */
    public List<String> elsewhere() {
        return Arrays.stream(values())
                .filter(step -> step != this)
                .flatMap(step -> step.fields.stream())
                .toList();
    }

    CreationStep next() {
        return values()[Math.min(ordinal() + 1, values().length - 1)];
    }

    CreationStep before() {
        return values()[Math.max(ordinal() - 1, 0)];
    }

    /** The first step on whose page something is wrong; this one where there is none. */
    CreationStep firstWrong(Form form) {
        return Arrays.stream(values())
                .filter(step -> step.fields.stream().anyMatch(form.faults()::containsKey))
                .findFirst()
                .orElse(this);
    }

    static CreationStep of(String name) {
        return Arrays.stream(values())
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElse(CARD);
    }
}
