package fr.dmp.portal;

import fr.dmp.signin.HolderSession;
import fr.dmp.signin.HolderSession.Scope;
import org.jspecify.annotations.Nullable;

/**
 * What every page shows around its content.
 *
 * @param language of the page, {@code fr}
 * @param back where the change of language comes back to, unless the page names another
 * @param version of the style sheet
 * @param signedIn whether there is a session, of whatever scope
 * @param full whether it opens the record
 * @param whom the name of whom they act for; absent for themselves
 */
record Frame(String language, String back, String version, boolean signedIn, boolean full, @Nullable String whom) {

    static Frame of(String language, String back, String version, HolderSession session, @Nullable String whom) {
        return new Frame(language, back, version, true, session.scope() == Scope.FULL, whom);
    }

    static Frame anonymous(String language, String back, String version) {
        return new Frame(language, back, version, false, false, null);
    }

    @Override
    public String toString() {
        return "Frame[" + language + "]";
    }

    /** The language that can be changed to. */
    public String other() {
        return "fr".equals(language) ? "en" : "fr";
    }
}
