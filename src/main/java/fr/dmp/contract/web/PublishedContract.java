package fr.dmp.contract.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Completes what can be read from the calls: words from the bundle {@code i18n/contract} in the reader's language, who
 * may call, which problems they get. A text that is missing fails, so that nothing is published without its words.
 */
@Component
class PublishedContract implements OpenApiCustomizer {

    private static final String VERSION = "1";
    private static final Map<String, String> TAGS = new TreeMap<>(Map.of(
            "/api/creations", "creations",
            "/api/sign-in", "sign-in",
            "/api/recoveries", "recoveries",
            "/api/recovery-cancellations", "recoveries",
            "/api/record", "record",
            "/api/professional", "professional"));
    private static final List<String> TAG_ORDER =
            List.of("creations", "sign-in", "recoveries", "record", "professional");

    /** The calls of a holder's own account, which nobody acts in for them. */
    private static final Set<String> ACCOUNT =
            Set.of("changePassword", "listSessions", "endSessions", "signOut", "endSession");

    /** What a request can't do without; everything else of it may be missing. */
    private static final Map<String, List<String>> REQUIRED = Map.ofEntries(
            Map.entry("AccessAnswer", List.of("accept")),
            Map.entry("AccessWish", List.of()),
            Map.entry("Answers", List.of("nir", "birthName", "birthDate", "address", "serial")),
            Map.entry("Cancellation", List.of("reference", "code")),
            Map.entry("RecoveryCode", List.of("code", "newPassword")),
            Map.entry("Application", List.of("vitale", "consent")),
            Map.entry("ApplicationVitale", List.of("nir", "serial", "familyName", "givenNames", "birthDate")),
            Map.entry("CreationCode", List.of("code")),
            Map.entry("EntriesContent", List.of("label")),
            Map.entry("EntriesDraft", List.of("label")),
            Map.entry("EntryDrafts", List.of("items")),
            Map.entry("HiddenFrom", List.of("visibility")),
            Map.entry("Metadata", List.of("title", "type", "actDate")),
            Map.entry("PasswordChange", List.of("current", "new")),
            Map.entry("SignInAttempt", List.of("identifier", "password")),
            Map.entry("SignInCode", List.of("code")));

    private final MessageSource texts;

    PublishedContract(MessageSource texts) {
        this.texts = texts;
    }

    @Override
    public void customise(OpenAPI contract) {
        contract.info(
                new Info().title(text("title")).description(text("description")).version(VERSION));
        // No host: the address that was asked isn't part of what was asked for, and the copy must not change with it.
        contract.servers(List.of(new Server().url("/")));
        contract.tags(TAG_ORDER.stream()
                .map(tag -> new Tag().name(text("tag." + tag)).description(text("tag." + tag + ".more")))
                .toList());
        Problems.schemas().forEach(contract.getComponents()::addSchemas);
        contract.getComponents().securitySchemes(signIns());
        contract.getComponents().getSchemas().forEach(this::describe);
        contract.getPaths().forEach(this::complete);
    }

    private Map<String, SecurityScheme> signIns() {
        SecurityScheme bearer = new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description(text("holder"));
        SecurityScheme token = new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description(text("professional"));
        return new TreeMap<>(Map.of("holder", bearer, "professional", token));
    }

    private void describe(String name, Schema<?> schema) {
        schema.description(text("schema." + name));
        Optional.ofNullable(REQUIRED.get(name)).ifPresent(schema::setRequired);
        Optional.ofNullable(schema.getProperties()).orElse(Map.of()).forEach((property, shape) -> {
            if (shape.get$ref() == null) {
                shape.description(text("schema." + name + "." + property));
            }
        });
    }

    private void complete(String path, PathItem item) {
        item.readOperations().forEach(call -> complete(path, call));
        if (item.getPut() != null && Problems.editing(item.getPut())) {
            List.of(item.getGet(), item.getPut()).forEach(this::versioned);
        }
    }

    /** What is edited tells its version. */
    private void versioned(Operation call) {
        Header version = new Header().description(text("etag")).schema(new StringSchema().types(Set.of("string")));
        call.getResponses().get("200").addHeaderObject("ETag", version);
    }

    private void complete(String path, Operation call) {
        String id = call.getOperationId();
        String tag = TAGS.entrySet().stream()
                .filter(entry -> path.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
        call.summary(text("call." + id)).description(text("call." + id + ".more"));
        call.tags(List.of(text("tag." + tag)));
        Optional.ofNullable(call.getParameters()).orElse(List.of()).forEach(parameter -> describe(id, parameter));
        if (tag.equals("record") && !ACCOUNT.contains(id)) {
            call.addParametersItem(onBehalfOf());
        }
        if (Set.of("record", "professional").contains(tag)) {
            call.security(List.of(new SecurityRequirement().addList(tag.equals("record") ? "holder" : "professional")));
        }
        call.responses(answers(path, call));
    }

    private Parameter onBehalfOf() {
        return new HeaderParameter()
                .name(Problems.ON_BEHALF_OF)
                .required(false)
                .description(text("on-behalf-of"))
                .schema(new StringSchema().types(Set.of("string")).format("uuid"));
    }

    private void describe(String call, Parameter parameter) {
        parameter.description(text("parameter." + call + "." + parameter.getName()));
        if (parameter.getName().equals("Idempotency-Key")) {
            parameter
                    .required(true)
                    .schema(new StringSchema().minLength(1).maxLength(255).types(Set.of("string")));
        }
    }

    private ApiResponses answers(String path, Operation call) {
        ApiResponses answers = new ApiResponses();
        call.getResponses().forEach((status, answer) -> answers.addApiResponse(status, success(call, status, answer)));
        Problems.of(path, call)
                .forEach((status, slugs) -> answers.addApiResponse(status, Problems.answer(status, titles(slugs))));
        return answers;
    }

    private ApiResponse success(Operation call, String status, ApiResponse answer) {
        answer.description(text("answer." + call.getOperationId() + "." + status));
        if (status.equals("202")) {
            answer.addHeaderObject(
                    "Location",
                    new Header()
                            .description(text("location"))
                            .schema(new StringSchema().types(Set.of("string")).format("uri-reference")));
        }
        return answer;
    }

    private String titles(List<String> slugs) {
        return slugs.stream()
                .map(slug -> "`" + slug + "` – " + words("problem." + slug + ".title"))
                .collect(Collectors.joining(" · "));
    }

    private String text(String key) {
        return words("contract." + key);
    }

    private String words(String key) {
        return texts.getMessage(key, null, LocaleContextHolder.getLocale());
    }
}
