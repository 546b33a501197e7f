package fr.dmp.notice;

import java.util.Optional;

/** How far an SMS came, as the gateway tells it. */
public enum Progress {
    SENT,
    DELIVERED,
    FAILED;

    /** The gateway's word for it; empty for one that says nothing about it. */
    public static Optional<Progress> of(String status) {
        return switch (status) {
            case "accepted", "scheduled", "queued", "sending", "sent" -> Optional.of(SENT);
            case "delivered", "read" -> Optional.of(DELIVERED);
            case "undelivered", "failed", "canceled" -> Optional.of(FAILED);
            default -> Optional.empty();
        };
    }
}
