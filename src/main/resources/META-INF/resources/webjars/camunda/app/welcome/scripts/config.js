export default {
  app: {
    name: 'Accueil',
    vendor: 'DMP'
  },
  // Pages of our own, whose groups are checked there.
  links: [
    {
      label: 'Livraisons',
      href: '/staff/deliveries',
      description: 'Gestionnaires des données : ce qui est arrivé, et ce qui a été refusé'
    },
    {
      label: 'Accès d’urgence',
      href: '/staff/emergency-accesses',
      description: 'Contrôle et conformité : combien ont été ouverts, et ce que leurs contrôles sont devenus'
    },
    {
      label: 'Identifiants perdus',
      href: '/staff/recoveries',
      description: 'Responsables du 3646 : ce qui attend, depuis quand, et comment les demandes finissent'
    },
    {
      label: 'Matrice d’habilitation',
      href: '/staff/matrix-versions',
      description: 'Administration : ce que lit chaque profession, et ce qu’une nouvelle version changerait'
    }
  ],
  disableWelcomeMessage: true
};
