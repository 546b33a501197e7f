package fr.dmp.emergency;

import fr.dmp.emergency.EmergencyBook.Kept;
import fr.dmp.engine.StaffRpps;
import fr.dmp.refusal.Refusal;
import org.springframework.stereotype.Component;

/** Nobody judges what they opened themselves: a member of the staff may be a professional. */
@Component
class OwnReviews {

    private final StaffRpps staff;

    OwnReviews(StaffRpps staff) {
        this.staff = staff;
    }

    /** @throws Refusal {@code own-emergency} */
    void refuse(Kept access, String login) {
        if (staff.of(login).filter(access.professional()::equals).isPresent()) {
            throw Refusal.of(Refusal.Kind.DENIED, "own-emergency");
        }
    }
}
