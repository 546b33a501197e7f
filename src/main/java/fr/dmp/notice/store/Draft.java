package fr.dmp.notice.store;

import fr.dmp.identity.Channel;
import fr.dmp.identity.MailAddress;
import fr.dmp.identity.Mobile;
import fr.dmp.notice.NoticeKind;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A notice to be written. */
record Draft(
        UUID id,
        @Nullable UUID record,
        @Nullable UUID person,
        NoticeKind kind,
        Channel channel,
        String destination,
        @Nullable String secret,
        Map<String, String> facts) {

    Draft {
        Stream.concat(
                        Stream.of(destination, Optional.ofNullable(secret).orElse("")),
                        facts.entrySet().stream().flatMap(fact -> Stream.of(fact.getKey(), fact.getValue())))
                .forEach(Draft::requirePlain);
        requireDestination(channel, destination);
    }

    /** A line break in an address or a text is how headers and messages get forged. */
    private static void requirePlain(String value) {
        if (value.codePoints().anyMatch(Draft::breaks)) {
            throw new IllegalArgumentException("a control character in a notice");
        }
    }

    private static boolean breaks(int character) {
        return Character.isISOControl(character)
                || Character.getType(character) == Character.LINE_SEPARATOR
                || Character.getType(character) == Character.PARAGRAPH_SEPARATOR;
    }

    private static void requireDestination(Channel channel, String destination) {
        boolean right =
                switch (channel) {
                    case SMS -> Mobile.allowed(destination);
                    case MAIL -> MailAddress.allowed(destination);
                    case LETTER -> destination.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
                };
        if (!right) {
            throw new IllegalArgumentException("no destination for " + channel);
        }
    }

    @Override
    public String toString() {
        return "Draft[" + id + "]";
    }
}
