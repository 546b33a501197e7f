package fr.dmp.contract.web;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which problems a call may answer with, by status: what every call of its kind may, and its own. */
final class Problems {

    private static final List<String> ANY = List.of("406 not-acceptable", "500 unexpected", "503 unavailable");
    private static final List<String> WITH_BODY =
            List.of("400 malformed", "413 body-too-large", "415 unsupported-media-type", "422 invalid-input");
    private static final List<String> WITH_ID = List.of("404 not-found");
    private static final List<String> HOLDER =
            List.of("401 sign-in-required", "403 password-change-required", "403 record-closed");
    private static final List<String> PROFESSIONAL = List.of(
            "401 sign-in-required",
            "403 professional-unknown",
            "403 professional-struck-off",
            "403 profession-mismatch");
    private static final List<String> REPEATABLE = List.of("400 idempotency-key-required", "409 idempotency-conflict");

    private static final List<String> EDITING = List.of("412 stale-version", "428 if-match-required");

    private static final Map<String, List<String>> OWN = Map.ofEntries(
            Map.entry(
                    "beginCreation",
                    List.of("422 consent-required", "429 too-many-requests", "503 channel-unavailable")),
            Map.entry("confirmCreation", List.of("410 code-gone", "422 code-wrong", "429 code-too-soon", "503 busy")),
            Map.entry("beginRecovery", List.of("429 too-many-requests")),
            Map.entry(
                    "redeemRecovery",
                    List.of(
                            "410 recovery-over",
                            "422 recovery-code-wrong",
                            "429 code-too-soon",
                            "429 too-many-requests",
                            "503 busy")),
            Map.entry("cancelRecovery", List.of("422 cancellation-wrong", "429 too-many-requests")),
            Map.entry("beginSignIn", List.of("429 too-many-requests", "503 busy")),
            Map.entry(
                    "resendCode",
                    List.of(
                            "409 resends-used-up",
                            "410 challenge-over",
                            "429 resend-too-soon",
                            "429 too-many-requests")),
            Map.entry(
                    "confirmSignIn",
                    List.of(
                            "401 sign-in-failed",
                            "403 recovery-cooling-off",
                            "410 challenge-over",
                            "429 code-too-soon",
                            "429 too-many-requests")),
            Map.entry("readRecord", List.of("403 access-denied")),
            Map.entry("readCareHistory", List.of("403 access-denied", "422 invalid-input")),
            Map.entry("readPatientCareHistory", List.of("403 access-denied", "422 invalid-input")),
            Map.entry("findRecords", List.of("422 search-too-wide", "429 too-many-requests")),
            Map.entry("grantAccess", List.of("403 access-denied", "409 professional-blocked")),
            Map.entry("listAccessRequests", List.of("403 access-denied")),
            Map.entry(
                    "decideAccessRequest", List.of("403 access-denied", "409 request-decided", "410 request-expired")),
            Map.entry("searchProfessionals", List.of("429 too-many-requests")),
            Map.entry("readOwnAuthorization", List.of("403 access-denied")),
            Map.entry("askForAccess", List.of("403 access-denied", "422 consent-required", "429 too-many-requests")),
            Map.entry("revokeAccess", List.of("403 access-denied", "409 treating-physician")),
            Map.entry("giveTreatingRights", List.of("409 authorization-ended", "409 treating-physician")),
            Map.entry("takeTreatingRights", List.of("409 treating-physician")),
            Map.entry("blockProfessional", List.of("409 treating-physician", "422 invalid-input")),
            Map.entry("listDocuments", List.of("403 access-denied", "422 invalid-input")),
            Map.entry("listPatientDocuments", List.of("403 access-denied", "422 invalid-input")),
            Map.entry(
                    "depositDocument",
                    List.of("403 access-denied", "404 not-found", "409 document-replaced", "503 busy")),
            Map.entry(
                    "depositPatientDocument",
                    List.of("403 access-denied", "404 not-found", "409 document-replaced", "503 busy")),
            Map.entry("readDocument", List.of("403 access-denied")),
            Map.entry("readPatientDocument", List.of("403 access-denied")),
            Map.entry("openDocument", List.of("403 access-denied")),
            Map.entry("openPatientDocument", List.of("403 access-denied")),
            Map.entry("previewDocument", List.of("403 access-denied")),
            Map.entry("previewPatientDocument", List.of("403 access-denied")),
            Map.entry("openEncapsulated", List.of("403 access-denied")),
            Map.entry("openPatientEncapsulated", List.of("403 access-denied")),
            Map.entry("maskDocument", List.of("403 access-denied")),
            Map.entry("unmaskDocument", List.of("403 access-denied")),
            Map.entry("archiveDocument", List.of("403 access-denied")),
            Map.entry("unarchiveDocument", List.of("403 access-denied")),
            Map.entry("readDocumentReaders", List.of("403 access-denied")),
            Map.entry("deleteDocument", List.of("403 access-denied", "403 not-the-author")),
            Map.entry("deletePatientDocument", List.of("403 access-denied", "403 not-the-author")),
            Map.entry(
                    "changeVisibility",
                    List.of("403 access-denied", "403 not-the-author", "409 masked-by-holder", "409 seen-by-holder")),
            Map.entry("readEntries", List.of("403 access-denied")),
            Map.entry("replaceEntries", List.of("403 access-denied")),
            Map.entry("readPatientEntries", List.of("403 access-denied")),
            Map.entry("addPatientEntry", List.of("403 access-denied", "403 holder-only", "409 list-full")),
            Map.entry("readNotices", List.of("403 access-denied", "422 invalid-input")),
            Map.entry("readAccessLog", List.of("403 access-denied", "422 invalid-input")),
            Map.entry("readPatientAccessLog", List.of("403 access-denied", "422 invalid-input")),
            Map.entry("proveAccess", List.of("403 access-denied", "409 proof-pending", "409 trace-altered")),
            Map.entry("changePassword", List.of("429 too-many-requests", "503 busy")),
            Map.entry(
                    "openRecord",
                    List.of(
                            "409 record-closed",
                            "409 record-exists",
                            "422 card-invalid",
                            "422 consent-required",
                            "422 not-eligible",
                            "422 unknown-person",
                            "429 too-many-requests",
                            "503 busy")),
            Map.entry("fetchSlip", List.of("410 slip-gone")),
            Map.entry(
                    "openEmergencyAccess",
                    List.of("403 access-denied", "403 emergency-objected", "409 access-held", "429 too-many-requests")),
            Map.entry("readPatientSummary", List.of("403 access-denied")),
            Map.entry("listEmergencyAccesses", List.of("403 access-denied")),
            Map.entry(
                    "contestEmergencyAccess",
                    List.of("403 access-denied", "409 emergency-contested", "409 emergency-unjustified")),
            Map.entry("readEmergencySettings", List.of("403 access-denied")),
            Map.entry("changeEmergencySettings", List.of("403 access-denied")),
            Map.entry("readEmergencyCard", List.of("403 access-denied", "404 not-found")),
            Map.entry("makeEmergencyCard", List.of("403 access-denied")),
            Map.entry("printEmergencyCard", List.of("403 access-denied", "404 not-found")),
            Map.entry("revokeEmergencyCard", List.of("403 access-denied", "404 not-found")),
            Map.entry("renewSlip", List.of("409 password-chosen", "429 too-many-requests", "503 busy")));

    static final String ON_BEHALF_OF = "On-Behalf-Of";

    private static final Set<String> WAITING = Set.of("429", "503");

    private Problems() {}

    /** Slugs by status, in order. */
    static Map<String, List<String>> of(String path, Operation call) {
        List<String> all = new ArrayList<>(ANY);
        all.addAll(call.getRequestBody() == null ? List.of() : WITH_BODY);
        all.addAll(path.contains("{") || takes(call, ON_BEHALF_OF) ? WITH_ID : List.of());
        all.addAll(path.startsWith("/api/record") ? HOLDER : List.of());
        all.addAll(path.startsWith("/api/professional") ? PROFESSIONAL : List.of());
        all.addAll(repeatable(call) ? REPEATABLE : List.of());
        all.addAll(editing(call) ? EDITING : List.of());
        all.addAll(OWN.getOrDefault(call.getOperationId(), List.of()));
        return all.stream()
                .sorted()
                .distinct()
                .collect(Collectors.groupingBy(
                        problem -> problem.substring(0, 3),
                        TreeMap::new,
                        Collectors.mapping(problem -> problem.substring(4), Collectors.toList())));
    }

    static boolean repeatable(Operation call) {
        return takes(call, "Idempotency-Key");
    }

    /** Whether it changes a version that was read before. */
    static boolean editing(Operation call) {
        return takes(call, "If-Match");
    }

    private static boolean takes(Operation call, String header) {
        return call.getParameters() != null
                && call.getParameters().stream()
                        .anyMatch(parameter -> parameter.getName().equals(header));
    }

    static ApiResponse answer(String status, String description) {
        ApiResponse answer = new ApiResponse()
                .description(description)
                .content(new Content().addMediaType("application/problem+json", new MediaType().schema(reference())));
        if (WAITING.contains(status)) {
            answer.addHeaderObject("Retry-After", new Header().schema(type("integer")));
        }
        return status.equals("401")
                ? answer.addHeaderObject("WWW-Authenticate", new Header().schema(type("string")))
                : answer;
    }

    private static Schema<?> reference() {
        return new Schema<>().$ref("#/components/schemas/Problem");
    }

    /** RFC 9457, and what ours add. */
    static Map<String, Schema> schemas() {
        Schema<?> fault = object().addProperty("pointer", type("string"))
                .addProperty("message", type("string"))
                .required(List.of("pointer", "message"));
        Schema<?> problem = object().addProperty("type", type("string").format("uri-reference"))
                .addProperty("title", type("string"))
                .addProperty("status", type("integer"))
                .addProperty("detail", type("string"))
                .addProperty("instance", type("string").format("uri-reference"))
                .addProperty("errors", list(new Schema<>().$ref("#/components/schemas/ProblemError")))
                .addProperty("ground", type("string"))
                .addProperty("retryAfter", type("integer"))
                .addProperty("triesLeft", type("integer"))
                .addProperty("id", type("string").format("uuid"))
                .required(List.of("type", "title", "status", "detail"));
        return new TreeMap<>(Map.of("Problem", problem, "ProblemError", fault));
    }

    private static Schema<?> object() {
        return type("object");
    }

    private static Schema<?> list(Schema<?> items) {
        return new ArraySchema().items(items).types(Set.of("array"));
    }

    private static Schema<?> type(String type) {
        return new Schema<>().types(Set.of(type));
    }
}
