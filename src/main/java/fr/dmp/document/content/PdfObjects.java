package fr.dmp.document.content;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;

/**
 * Goes through every object of a PDF, used or not, for whatever acts or is another file. Links to the web are accepted,
 * since nothing follows them but who clicks, and so is going to a page.
 */
final class PdfObjects {

    private static final long MOST_PIXELS = 100_000_000;
    private static final int MOST_VALUES = 2_000_000;
    private static final Map<String, Reason> ACTIONS = Map.ofEntries(
            Map.entry("JavaScript", Reason.SCRIPT),
            Map.entry("Launch", Reason.ACTION),
            Map.entry("SubmitForm", Reason.ACTION),
            Map.entry("ImportData", Reason.ACTION),
            Map.entry("GoToR", Reason.ACTION),
            Map.entry("GoToE", Reason.EMBEDDED_FILE),
            Map.entry("Sound", Reason.ACTION),
            Map.entry("Movie", Reason.ACTION),
            Map.entry("Rendition", Reason.ACTION),
            Map.entry("RichMediaExecute", Reason.ACTION));
    private static final Set<String> CARRIERS = Set.of("FileAttachment", "RichMedia", "Movie", "Sound", "Screen", "3D");
    private static final Pattern LINK = Pattern.compile("(?:https?|mailto|tel):.*|[^:]*(?:/.*)?", Pattern.DOTALL);

    private final COSDocument document;
    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<COSBase> left = new ArrayDeque<>();

    PdfObjects(COSDocument document) {
        this.document = document;
    }

    /** @throws NotAccepted for the first that isn't */
    void check() {
        add(document.getTrailer());
        checkOpening();
        for (COSObjectKey key : new ArrayList<>(document.getXrefTable().keySet())) {
            add(document.getObjectFromPool(key));
        }
        while (!left.isEmpty()) {
            look(left.pop());
        }
    }

    /** What is done when the document opens: going to a page, or nothing. */
    private void checkOpening() {
        COSBase action = Optional.ofNullable(document.getTrailer())
                .map(trailer -> trailer.getCOSDictionary(COSName.ROOT))
                .map(root -> root.getDictionaryObject(COSName.OPEN_ACTION))
                .orElse(null);
        if (action instanceof COSDictionary does && !"GoTo".equals(does.getNameAsString(COSName.S))) {
            throw new NotAccepted(ACTIONS.getOrDefault(does.getNameAsString(COSName.S), Reason.ACTION));
        }
    }

    private void add(COSBase value) {
        boolean holds = value instanceof COSObject || value instanceof COSDictionary || value instanceof COSArray;
        if (holds && seen.add(value)) {
            left.push(value);
            if (seen.size() > MOST_VALUES) {
                throw new NotAccepted(Reason.TOO_COMPLEX);
            }
        }
    }

    private void look(COSBase value) {
        if (value instanceof COSObject reference) {
            add(reference.getObject());
        } else if (value instanceof COSArray array) {
            array.forEach(this::add);
        } else if (value instanceof COSDictionary dictionary) {
            checkActs(dictionary);
            checkCarries(dictionary);
            dictionary.getValues().forEach(this::add);
        }
    }

    private static void checkActs(COSDictionary dictionary) {
        COSBase kind = dictionary.getDictionaryObject(COSName.S);
        if (kind instanceof COSName name && ACTIONS.containsKey(name.getName())) {
            throw new NotAccepted(ACTIONS.get(name.getName()));
        }
        COSBase script = dictionary.getDictionaryObject(COSName.JS);
        if (script instanceof COSString || script instanceof COSStream || has(dictionary, "XFA")) {
            throw new NotAccepted(Reason.SCRIPT);
        }
        String address = dictionary.getString(COSName.URI);
        if (address != null
                && !LINK.matcher(address.strip().toLowerCase(Locale.ROOT)).matches()) {
            throw new NotAccepted(Reason.ACTION);
        }
        COSBase triggers = dictionary.getDictionaryObject(COSName.AA);
        if (triggers instanceof COSDictionary each && each.getValues().stream().anyMatch(PdfObjects::acts)) {
            throw new NotAccepted(Reason.ACTION);
        }
    }

    private static boolean acts(COSBase value) {
        COSBase action = value instanceof COSObject reference ? reference.getObject() : value;
        return action instanceof COSDictionary does && does.getDictionaryObject(COSName.S) instanceof COSName;
    }

    private static void checkCarries(COSDictionary dictionary) {
        COSBase subtype = dictionary.getDictionaryObject(COSName.SUBTYPE);
        boolean carrier = subtype instanceof COSName name && CARRIERS.contains(name.getName());
        boolean files = dictionary.getDictionaryObject(COSName.EF) instanceof COSDictionary file
                && file.getValues().stream().anyMatch(PdfObjects::isStream);
        if (carrier || files || has(dictionary, "Collection")) {
            throw new NotAccepted(Reason.EMBEDDED_FILE);
        }
        if (dictionary instanceof COSStream && has(dictionary, "F")) {
            // Its content would be a file beside it.
            throw new NotAccepted(Reason.EMBEDDED_FILE);
        }
        long pixels = COSName.IMAGE.equals(subtype)
                ? dictionary.getLong(COSName.WIDTH, 0) * dictionary.getLong(COSName.HEIGHT, 0)
                : 0;
        if (pixels > MOST_PIXELS) {
            throw new NotAccepted(Reason.TOO_MANY_PIXELS);
        }
    }

    private static boolean isStream(COSBase value) {
        return value instanceof COSStream
                || value instanceof COSObject reference && reference.getObject() instanceof COSStream;
    }

    private static boolean has(COSDictionary dictionary, String key) {
        return dictionary.containsKey(COSName.getPDFName(key));
    }
}
