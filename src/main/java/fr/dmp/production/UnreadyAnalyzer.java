package fr.dmp.production;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lists what is missing, all at once, in the place of a stack trace. */
class UnreadyAnalyzer extends AbstractFailureAnalyzer<Unready> {

    @Override
    protected FailureAnalysis analyze(Throwable root, Unready cause) {
        String list = cause.problems().stream().map(problem -> "  - " + problem).collect(Collectors.joining("\n"));
        return new FailureAnalysis(
                "Le programme ne démarre pas en production :\n\n" + list,
                "Corrigez chaque point. Toutes les variables sont décrites dans src/docs/configuration.md.",
                cause);
    }
}
