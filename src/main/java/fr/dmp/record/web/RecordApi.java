package fr.dmp.record.web;

import fr.dmp.record.OwnRecord;
import fr.dmp.signin.HolderSession;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RecordApi {

    private final OwnRecord record;

    RecordApi(OwnRecord record) {
        this.record = record;
    }

    @GetMapping("/api/record")
    @Operation(operationId = "readRecord")
    OwnRecord.View read(@AuthenticationPrincipal HolderSession holder) {
        return record.read(holder);
    }
}
