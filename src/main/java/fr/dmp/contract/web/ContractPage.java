package fr.dmp.contract.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.springdoc.webmvc.api.OpenApiResource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /api}: the contract for people, made here from the very same description; no script, nothing from elsewhere. */
@Controller
class ContractPage {

    private final OpenApiResource contract;
    private final ObjectMapper json;
    private final String path;

    ContractPage(OpenApiResource contract, ObjectMapper json, @Value("${springdoc.api-docs.path}") String path) {
        this.contract = contract;
        this.json = json;
        this.path = path;
    }

    @GetMapping(path = "/api", produces = MediaType.TEXT_HTML_VALUE)
    String page(HttpServletRequest request, Locale locale, Model model) throws IOException {
        JsonNode described = json.readTree(contract.openapiJson(request, path, locale));
        model.addAttribute("contract", ContractView.of(described));
        model.addAttribute("path", path);
        model.addAttribute("language", locale.getLanguage());
        return "contract/page";
    }
}
