package fr.dmp.document.content;

/** HTML being written: names are ours, text is anybody's. */
final class Markup {

    private final StringBuilder html = new StringBuilder();

    /** @param start an element's name, and attributes that are ours */
    void open(String start) {
        html.append('<').append(start).append('>');
    }

    void close(String name) {
        html.append("</").append(name).append('>');
    }

    void element(String name, String text) {
        open(name);
        text(text);
        close(name);
    }

    void text(String text) {
        text.codePoints().forEach(this::escaped);
    }

    private void escaped(int character) {
        switch (character) {
            case '<' -> html.append("&lt;");
            case '>' -> html.append("&gt;");
            case '&' -> html.append("&amp;");
            case '"' -> html.append("&quot;");
            case '\'' -> html.append("&#39;");
            default -> html.appendCodePoint(character);
        }
    }

    String html() {
        return html.toString();
    }
}
