package fr.dmp.identity;

/** How a contact is shown to someone who should only recognise it. */
final class Masked {

    private Masked() {}

    static String of(Channel channel, String value) {
        return switch (channel) {
            case SMS -> phone(value);
            case MAIL -> mail(value);
            case LETTER -> value;
        };
    }

    private static String phone(String e164) {
        String last = e164.substring(Math.max(0, e164.length() - 2));
        return e164.startsWith("+33") && e164.length() > 4
                ? "0" + e164.charAt(3) + " •• •• •• " + last
                : "•• •• •• " + last;
    }

    private static String mail(String address) {
        int at = address.lastIndexOf('@');
        return at < 1 ? "•••" : address.charAt(0) + "•••" + address.substring(at);
    }
}
