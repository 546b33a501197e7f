package fr.dmp.production;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Whatever was forgotten to be kept to the sandbox's profile stops the start here. */
@Component
@Profile("production")
class NothingOfTheSandbox implements SmartInitializingSingleton {

    private static final String PACKAGE = "fr.dmp.sandbox.";

    private final ApplicationContext context;

    NothingOfTheSandbox(ApplicationContext context) {
        this.context = context;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<String> found = Arrays.stream(context.getBeanDefinitionNames())
                .filter(name -> isOfTheSandbox(context.getType(name, false)))
                .toList();
        if (!found.isEmpty()) {
            throw new Unready(List.of("Une partie du bac à sable est présente (" + String.join(", ", found)
                    + ") : ce programme n'est pas fait pour la production."));
        }
    }

    private static boolean isOfTheSandbox(@Nullable Class<?> type) {
        return type != null && type.getName().startsWith(PACKAGE);
    }
}
