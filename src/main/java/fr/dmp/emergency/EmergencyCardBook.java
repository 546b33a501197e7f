package fr.dmp.emergency;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.access.Access;
import fr.dmp.access.Thing;
import fr.dmp.audit.AccessMode;
import fr.dmp.emergency.CardBox.Kept;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.record.PresentedCards;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import fr.dmp.vault.Content;
import fr.dmp.vault.ContentVault;
import fr.dmp.vault.HouseKeys;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Component
class EmergencyCardBook implements EmergencyCards, PresentedCards {

    private static final String PURPOSE = "emergency-card";
    private static final String PAGE = "/pro/carte#";

    private final Access access;
    private final CardBox box;
    private final CardPaper paper;
    private final InsuredDirectory people;
    private final ContentVault vault;
    private final HouseKeys keys;
    private final Clock clock;
    private final String site;
    private final SecureRandom random = new SecureRandom();

    EmergencyCardBook(
            Access access,
            CardBox box,
            CardPaper paper,
            InsuredDirectory people,
            ContentVault vault,
            HouseKeys keys,
            Clock clock,
            @Value("${dmp.public-address}") String site) {
        this.access = access;
        this.box = box;
        this.paper = paper;
        this.people = people;
        this.vault = vault;
        this.keys = keys;
        this.clock = clock;
        this.site = site;
    }

    @Override
    @Transactional
    public Optional<Card> read(HolderSession holder) {
        enter(holder, "READ_EMERGENCY_CARD");
        return box.find(holder.record()).map(kept -> new Card(kept.issuedAt()));
    }

    @Override
    @Transactional
    public Card make(HolderSession holder, Function<Supplier<Card>, Card> once) {
        return once.apply(() -> made(holder));
    }

    private Card made(HolderSession holder) {
        enter(holder, "ADD_EMERGENCY_CARD");
        UUID id = UuidCreator.getTimeOrderedEpoch();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String code = CardCode.random(random).value();
        byte[] sealed = vault.seal(content(holder.record(), id), code.getBytes(StandardCharsets.US_ASCII));
        box.put(holder.record(), new Kept(id, now, keys.digest(PURPOSE, code), sealed));
        return new Card(now);
    }

    @Override
    @Transactional
    public Face show(HolderSession holder) {
        enter(holder, "SHOW_EMERGENCY_CARD");
        return face(holder);
    }

    @Override
    @Transactional
    public byte[] print(HolderSession holder) {
        enter(holder, "PRINT_EMERGENCY_CARD");
        return paper.print(face(holder));
    }

    @Override
    @Transactional
    public void revoke(HolderSession holder) {
        enter(holder, "REVOKE_EMERGENCY_CARD");
        if (!box.remove(holder.record())) {
            throw Refusal.absent();
        }
    }

    @Override
    public boolean readable(String typed) {
        return CardCode.read(typed).isPresent();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<UUID> record(String typed) {
        return CardCode.read(typed).flatMap(code -> box.record(keys.digest(PURPOSE, code.value())));
    }

    private void enter(HolderSession holder, String act) {
        access.require(holder.actor(), AccessMode.NORMAL, holder.record(), Thing.AUTHORIZATIONS, act);
    }

    private Face face(HolderSession holder) {
        Kept kept = box.find(holder.record()).orElseThrow(Refusal::absent);
        byte[] opened = vault.open(content(holder.record(), kept.id()), kept.sealed());
        CardCode code = new CardCode(new String(opened, StandardCharsets.US_ASCII));
        InsuredPerson person = people.get(holder.person());
        return new Face(
                name(person),
                person.birthDate().getYear(),
                code,
                CardPicture.of(site + PAGE + code.value()),
                kept.issuedAt());
    }

    private static Content content(UUID record, UUID card) {
        return new Content(record, card, 1, "text/plain");
    }

    private static String name(InsuredPerson person) {
        return person.givenNames().strip().split("\\s+", 2)[0] + " " + person.familyName();
    }
}
