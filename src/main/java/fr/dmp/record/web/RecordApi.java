package fr.dmp.record.web;

import fr.dmp.record.OwnNotices;
import fr.dmp.record.OwnRecord;
import fr.dmp.refusal.Parameters;
import fr.dmp.signin.HolderSession;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The holder's own record, besides its content. */
@RestController
class RecordApi {

    private static final int USUAL = 50;

    private final OwnRecord record;
    private final OwnNotices notices;

    RecordApi(OwnRecord record, OwnNotices notices) {
        this.record = record;
        this.notices = notices;
    }

    @GetMapping("/api/record")
    @Operation(operationId = "readRecord")
    OwnRecord.View read(@AuthenticationPrincipal HolderSession holder) {
        return record.read(holder);
    }

    @GetMapping("/api/record/notices")
    @Operation(operationId = "readNotices")
    OwnNotices.Page notices(
            @AuthenticationPrincipal HolderSession holder,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false)
                    @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
                    @Nullable
                    String limit) {
        Parameters asked = new Parameters();
        int most = asked.read("limit", limit, Integer::valueOf, "fault.limit").orElse(USUAL);
        asked.check();
        return notices.read(holder, cursor, most);
    }
}
