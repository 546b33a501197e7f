package fr.dmp.record.web;

import fr.dmp.record.OwnRecord;
import fr.dmp.signin.HolderSession;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Titulaire")
class RecordApi {

    private final OwnRecord record;

    RecordApi(OwnRecord record) {
        this.record = record;
    }

    @GetMapping("/api/record")
    @Operation(summary = "Mon dossier : état, ouverture, médecin traitant, réglages d’urgence")
    OwnRecord.View read(@AuthenticationPrincipal HolderSession holder) {
        return record.read(holder);
    }
}
