package fr.dmp.cda;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Parses what may be hostile: UTF-8 alone, no document type at all, hence no entity; bounded in size and depth. */
public final class SafeXml {

    public static final int MOST_BYTES = 10 * 1024 * 1024;

    /** A CNAM-HR goes some twenty deep; without a bound, a deep one overflows the stack of whoever walks it. */
    private static final String MOST_DEPTH = "64";

    private static final String DISALLOW_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";
    private static final String MAX_DEPTH = "http://www.oracle.com/xml/jaxp/properties/maxElementDepth";
    private static final Pattern ENCODING =
            Pattern.compile("^\\uFEFF?<\\?xml[^>]*?encoding\\s*=\\s*[\"']([^\"']*)[\"']");
    private static final Pattern DOCTYPE = Pattern.compile("<!DOCTYPE");

    private SafeXml() {}

    /** The document; {@link UnsafeXml} for {@code empty}, {@code too-big}, {@code charset}, {@code doctype}, {@code xml}. */
    public static Document parse(byte[] bytes) {
        if (bytes.length == 0) {
            throw new UnsafeXml("empty");
        }
        if (bytes.length > MOST_BYTES) {
            throw new UnsafeXml("too-big");
        }
        String text = utf8(bytes);
        try {
            return builder().parse(new InputSource(new StringReader(text)));
        } catch (SAXException e) {
            // The parser's message may quote the file.
            throw new UnsafeXml(DOCTYPE.matcher(text).find() ? "doctype" : "xml");
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException("the parser of the JDK can't be set up", e);
        }
    }

    private static String utf8(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            Matcher declared = ENCODING.matcher(text.substring(0, Math.min(200, text.length())));
            if (declared.find() && !"UTF-8".equalsIgnoreCase(declared.group(1))) {
                throw new UnsafeXml("charset");
            }
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UnsafeXml("charset");
        }
    }

    private static DocumentBuilder builder() throws ParserConfigurationException {
        // The JDK's own, whatever lies on the class path: its features are the ones set here.
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature(DISALLOW_DOCTYPE, true);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setAttribute(MAX_DEPTH, MOST_DEPTH);
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        factory.setIgnoringComments(true);
        factory.setCoalescing(true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        // Without a handler the JDK prints fatal errors, which quote the file.
        builder.setErrorHandler(new DefaultHandler());
        return builder;
    }
}
