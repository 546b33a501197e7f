package fr.dmp.document;

import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.document.content.ContentJudge;
import fr.dmp.document.content.Judged.Accepted;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Content is looked at for seconds: between two transactions, the first of which tells who needn't wait for it. */
@Component
class JudgedDeposits implements Deposits {

    private final ContentJudge judge;
    private final KeptDeposits deposits;

    JudgedDeposits(ContentJudge judge, KeptDeposits deposits) {
        this.judge = judge;
        this.deposits = deposits;
    }

    @Override
    public List<Type> types(Actor.Kind author) {
        return deposits.types().stream()
                .filter(type -> MetadataRules.mayBe(type.code(), author))
                .toList();
    }

    @Override
    public Document deposit(
            Actor author,
            AccessMode mode,
            UUID record,
            Metadata metadata,
            byte[] content,
            Function<Supplier<Document>, Document> once) {
        deposits.check(author, mode, record, metadata);
        Accepted accepted = judge.judge(content).orRefusal();
        return deposits.keep(author, mode, record, metadata, accepted, once);
    }

    @Override
    public Document hide(Actor author, UUID record, UUID document, Set<Visibility> from) {
        return deposits.hide(author, record, document, from);
    }

    @Override
    public void delete(Actor author, UUID record, UUID document) {
        deposits.delete(author, record, document);
    }
}
