// The framework creates a stack in two steps: first only the bucket for the zips, then everything. It gives the parameters
// to both steps, and CloudFormation refuses values that a template does not declare. So they are kept back in the first step.

export default function FirstDeployment({ service }) {
  let parameters;
  return {
    hooks: {
      'before:aws:deploy:deploy:createStack': () => {
        parameters = service.provider.stackParameters;
        delete service.provider.stackParameters;
      },
      'after:aws:deploy:deploy:createStack': () => {
        service.provider.stackParameters = parameters;
      },
    },
  };
}
