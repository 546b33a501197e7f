package fr.dmp.emergency;

import fr.dmp.emergency.EmergencyBook.Case;
import fr.dmp.identity.Channel;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Mobile;
import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What people are told of an emergency access: who, where, when and the coded reason; never the words, nor what was read. */
@Component
class EmergencyNotices {

    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("d MMMM yyyy 'à' HH 'h' mm", Locale.FRANCE)
            .withZone(ZoneId.of("Europe/Paris"));

    /** In the words of the notices, which are French (P). */
    private static final String NOWHERE = "lieu d'exercice inconnu de l'annuaire";

    /** People of the holder's own who are told (P): an SMS costs money, and each is one more who knows. */
    private static final int MOST_CONTACTS = 5;

    private final Notices notices;
    private final Professionals professionals;
    private final InsuredDirectory people;
    private final EmergencyBook book;

    EmergencyNotices(Notices notices, Professionals professionals, InsuredDirectory people, EmergencyBook book) {
        this.notices = notices;
        this.professionals = professionals;
        this.people = people;
        this.book = book;
    }

    /**
     * The holder by all means, the treating physician where the directory says how to write to them, and the people to contact
     * where the holder chose so.
     */
    void opened(Case one) {
        UUID record = one.access().record();
        UUID holder = book.holder(record);
        Map<String, String> facts = facts(one);
        notices.tell(record, holder, NoticeKind.EMERGENCY_ACCESS, facts);
        professionals
                .treating(holder)
                .flatMap(physician -> professionals.mail(physician.rpps()))
                .ifPresent(mail -> notices.tellProfessional(record, mail, NoticeKind.PATIENTS_EMERGENCY, facts));
        tellContacts(record, holder);
    }

    /** By SMS alone: no other way is as fast, and where none is sent they aren't told. */
    private void tellContacts(UUID record, UUID holder) {
        List<String> mobiles = book.contacts(record, MOST_CONTACTS).stream()
                .filter(Mobile::allowed)
                .toList();
        if (!mobiles.isEmpty() && notices.carries(Channel.SMS)) {
            String name = name(people.get(holder));
            mobiles.forEach(
                    mobile -> notices.sendSecret(record, NoticeKind.EMERGENCY_CONTACT, Channel.SMS, mobile, name));
        }
    }

    /** The first given name and the family name, on one line. */
    private static String name(InsuredPerson holder) {
        String given = holder.givenNames().strip().split("\\s+", 2)[0];
        return (given + " " + holder.familyName()).replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ");
    }

    void reviewed(Case one) {
        UUID record = one.access().record();
        notices.tell(record, book.holder(record), NoticeKind.EMERGENCY_REVIEWED, facts(one));
    }

    private Map<String, String> facts(Case one) {
        Professional professional =
                professionals.find(one.access().professional()).orElseThrow();
        String place = EmergencyPlace.of(professional);
        return Map.of(
                "professional", professional.name(),
                "profession", professional.profession(),
                "place", place == null ? NOWHERE : place,
                "at", AT.format(one.access().since()),
                "reason", one.reason().name());
    }
}
