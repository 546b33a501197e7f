package fr.dmp.document;

import fr.dmp.signin.HolderSession;
import java.util.List;
import java.util.UUID;

/** What holders decide of their documents, all versions together. What is so already stays as it is. */
public interface OwnDocuments {

    /** Hides it from professionals; the treating physician and its author still see it. */
    Document mask(HolderSession holder, UUID document);

    Document unmask(HolderSession holder, UUID document);

    /** Puts it aside: it is shown to those who ask for what was put aside. */
    Document archive(HolderSession holder, UUID document);

    Document unarchive(HolderSession holder, UUID document);

    /** Whoever may enter the record or could, and whether they can read this document now. */
    List<Reader> readers(HolderSession holder, UUID document);

    /** The same if it were masked. */
    List<Reader> readersIfMasked(HolderSession holder, UUID document);

    /**
     * @param professional RPPS
     * @param profession code
     * @param ground the rule that decides
     */
    record Reader(String professional, String name, String profession, boolean canRead, String ground) {

        @Override
        public String toString() {
            return "Reader";
        }
    }
}
