package fr.dmp.identity;

import java.util.Optional;
import java.util.UUID;

/** The directory of professionals, and who treats whom. */
public interface Professionals {

    Optional<Professional> find(String rpps);

    /** The treating physician declared to the Assurance Maladie at present. */
    Optional<Professional> treating(UUID person);
}
