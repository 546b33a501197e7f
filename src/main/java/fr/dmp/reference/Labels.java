package fr.dmp.reference;

/**
 * The labels of codes, as those who list coded things read them: joined to their own statement, since asking for labels
 * apart would be a second one a page.
 */
public final class Labels {

    private Labels() {}

    /**
     * A lateral join, named {@code label}, of what a code was called on a day: {@code plain} for a layman, {@code official}
     * as the nomenclature has it. Both are null for a code that no nomenclature knows.
     *
     * @param system expression for the code's nomenclature: {@code CCAM}, {@code NABM} …
     * @param code expression for the code
     * @param day expression for the day
     */
    public static String join(String system, String code, String day) {
        return """
                left join lateral (
                    select plain, official from dmp.label
                    where label.system = %1$s and label.code = dmp.label_code(%1$s, %2$s)
                        and since <= %3$s and (until is null or until >= %3$s)
                    order by since desc limit 1) label on true
                """
                .formatted(system, code, day);
    }
}
