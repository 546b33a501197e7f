/** Reads the CNAM-HR document of the Assurance Maladie (CDA R2, 1.2.250.1.213.1.1.1.36). */
@NullMarked
package fr.dmp.claims.cda;

import org.jspecify.annotations.NullMarked;
